/** Runs the test of a connection step by step: name resolution, certificate, Keystone, services and message broker. */
@NullMarked
package org.stackdeck.cloud.openstack.connectiontest;

import org.jspecify.annotations.NullMarked;
