/** Determines whether Cinder has a service that backs up volumes. */
@NullMarked
package org.stackdeck.cloud.openstack.backup;

import org.jspecify.annotations.NullMarked;
