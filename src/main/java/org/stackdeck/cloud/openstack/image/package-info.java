/** Connects openstack4j to Stackdeck's HTTP client, and loads image names and import methods from Glance. */
@NullMarked
package org.stackdeck.cloud.openstack.image;

import org.jspecify.annotations.NullMarked;
