/** Resources other than servers: their kinds and fields, the resources that a new server can use, and quotas. */
@NullMarked
@NamedInterface("resource")
package org.stackdeck.cloud.resource;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
