/**
 * Implements the cloud interfaces with the OpenStack APIs: configuration, tokens, requests, and mapping to the domain
 * model.
 */
@NullMarked
package org.stackdeck.cloud.openstack;

import org.jspecify.annotations.NullMarked;
