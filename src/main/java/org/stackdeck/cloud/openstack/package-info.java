/**
 * Implements the cloud client interfaces with the OpenStack APIs, for the entries configured in {@code clouds.yaml}.
 */
@NullMarked
package org.stackdeck.cloud.openstack;

import org.jspecify.annotations.NullMarked;
