/** `npm run policy:generate`: everything that is written from the rules and the SDK, in the order in which one needs the other. */
import "./generate-taggable";
import "./generate-reads";
import "./generate-profiles";
import "./generate-docs";
