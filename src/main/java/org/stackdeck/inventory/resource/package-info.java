/** Lists of resources other than servers, loaded only on demand. */
@NullMarked
@NamedInterface("resource")
package org.stackdeck.inventory.resource;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
