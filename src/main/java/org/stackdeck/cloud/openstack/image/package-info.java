/** Image names, members, import methods and references in Glance, and the HTTP client of openstack4j. */
@NullMarked
package org.stackdeck.cloud.openstack.image;

import org.jspecify.annotations.NullMarked;
