/** Loads image names from Glance with openstack4j, and the ways in which it imports data. */
@NullMarked
package org.stackdeck.cloud.openstack.image;

import org.jspecify.annotations.NullMarked;
