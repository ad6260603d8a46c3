/** Lists of the resources besides servers, loaded only while they are shown. */
@NullMarked
@NamedInterface("resource")
package org.stackdeck.inventory.resource;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
