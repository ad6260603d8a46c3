/** Keystone client: authentication, token cache, service catalog, and service calls with a token. */
@NullMarked
package org.stackdeck.cloud.openstack.identity;

import org.jspecify.annotations.NullMarked;
