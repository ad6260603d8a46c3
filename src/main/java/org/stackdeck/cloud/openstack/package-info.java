/** Implements the cloud client interfaces with the OpenStack APIs; assembles the adapter from clouds.yaml. */
@NullMarked
package org.stackdeck.cloud.openstack;

import org.jspecify.annotations.NullMarked;
