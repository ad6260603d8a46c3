/**
 * Implements the cloud client interfaces with the OpenStack APIs, for the entries of {@code clouds.yaml}, the {@code
 * OS_*} variables, and the connections that administrators enter.
 */
@NullMarked
package org.stackdeck.cloud.openstack;

import org.jspecify.annotations.NullMarked;
