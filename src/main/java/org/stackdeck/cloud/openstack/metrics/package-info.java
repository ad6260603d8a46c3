/** Reads the usage of servers over time from a Prometheus server that scrapes a libvirt exporter. */
@NullMarked
package org.stackdeck.cloud.openstack.metrics;

import org.jspecify.annotations.NullMarked;
