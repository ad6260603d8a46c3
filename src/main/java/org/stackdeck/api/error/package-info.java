/** Maps errors to problem documents (RFC 9457) and rejects malformed requests. */
@NullMarked
package org.stackdeck.api.error;

import org.jspecify.annotations.NullMarked;
