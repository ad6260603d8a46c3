/** Provides access to one project: its tokens and the clients of Nova, Neutron, Cinder and Glance. */
@NullMarked
package org.stackdeck.cloud.openstack.project;

import org.jspecify.annotations.NullMarked;
