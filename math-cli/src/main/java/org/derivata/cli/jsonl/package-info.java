/** {@code math eval --jsonl}: requests and answers as lines of JSON. The only package that knows the JSON library. */
@org.jspecify.annotations.NullMarked
package org.derivata.cli.jsonl;
