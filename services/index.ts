/** The microservices of Kianax. */
import type { ServiceDefinition } from "../components/service/definition";
import { agent } from "./agent";
import { auth } from "./auth";
import { gateway } from "./gateway";
import { marketData } from "./market-data";
import { notification } from "./notification";
import { trading } from "./trading";

export const catalogue: readonly ServiceDefinition[] = [gateway, auth, trading, agent, marketData, notification];
