/** Resources of a project that a server can use (flavors, images, volumes, networks) and its quotas. */
@NullMarked
@NamedInterface("resource")
package org.stackdeck.cloud.resource;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
