/** The adapter to real OpenStack services: configuration, tokens, requests, and the mapping into the cloud's language. */
@NullMarked
package org.stackdeck.cloud.openstack;

import org.jspecify.annotations.NullMarked;
