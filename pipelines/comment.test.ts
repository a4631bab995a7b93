import assert from "node:assert/strict";
import { commentOf } from "./comment";

const PREVIEW = { stack: "production", output: "+ aws:s3:Bucket", succeeded: true, commit: "0123456789abcdef" };

describe("a preview as a comment", () => {
  it("says which stack and which commit", () => {
    assert.equal(commentOf(PREVIEW), "### Preview of `production`\n\n`0123456789ab` would be deployed like this.\n\n```diff\n+ aws:s3:Bucket\n```\n");
  });
  it("says when it would be refused", () => assert.match(commentOf({ ...PREVIEW, succeeded: false }), /\*\*would be refused\*\*/));
  it("fits into GitHub's limit, with its end, where the summary is", () => {
    const comment = commentOf({ ...PREVIEW, output: `${"x".repeat(200_000)}\nResources: 3 to create` });
    assert.ok(comment.length < 65_536);
    assert.match(comment, /Resources: 3 to create\n```\n$/);
    assert.match(comment, /… \d+ characters before this are in the log of the job\./);
  });
  it("cannot be left by what a preview prints", () => {
    assert.match(commentOf({ ...PREVIEW, output: "````\n# Approved\n" }), /`````diff\n````\n# Approved\n`````\n$/);
  });
});
