/** Language of searches with filters such as {@code status:active}, which pages and the REST API share. */
@NullMarked
@NamedInterface("search")
package org.stackdeck.inventory.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
