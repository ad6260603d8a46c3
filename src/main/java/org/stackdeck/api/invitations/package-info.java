/** REST endpoints by which administrators manage invitations. */
@NullMarked
package org.stackdeck.api.invitations;

import org.jspecify.annotations.NullMarked;
