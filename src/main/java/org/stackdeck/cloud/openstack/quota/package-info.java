/** Reads the quotas of a project and their usage from Nova, Cinder and Neutron. */
@NullMarked
package org.stackdeck.cloud.openstack.quota;

import org.jspecify.annotations.NullMarked;
