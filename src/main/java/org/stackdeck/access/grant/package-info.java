/** Creates, lists, replaces and revokes grants to users and groups. */
@NullMarked
@NamedInterface("grant")
package org.stackdeck.access.grant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
