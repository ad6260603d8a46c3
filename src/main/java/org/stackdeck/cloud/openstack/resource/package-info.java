/** Reads, creates and changes the resources of projects with the APIs of Nova, Neutron, Cinder and Glance. */
@NullMarked
package org.stackdeck.cloud.openstack.resource;

import org.jspecify.annotations.NullMarked;
