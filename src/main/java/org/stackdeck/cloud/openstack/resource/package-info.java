/** Lists the resources and quotas of a project from Nova, Neutron, Cinder and Glance. */
@NullMarked
package org.stackdeck.cloud.openstack.resource;

import org.jspecify.annotations.NullMarked;
