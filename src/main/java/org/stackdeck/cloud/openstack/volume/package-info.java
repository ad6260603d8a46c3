/** Transfers volumes between projects with Cinder. */
@NullMarked
package org.stackdeck.cloud.openstack.volume;

import org.jspecify.annotations.NullMarked;
