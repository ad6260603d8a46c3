/** HTTP transport to OpenStack services: TLS, timeouts, circuit breaker, JSON, and error mapping. */
@NullMarked
package org.stackdeck.cloud.openstack.http;

import org.jspecify.annotations.NullMarked;
