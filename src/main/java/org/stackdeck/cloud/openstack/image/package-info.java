/** Loads image names from Glance with openstack4j. */
@NullMarked
package org.stackdeck.cloud.openstack.image;

import org.jspecify.annotations.NullMarked;
