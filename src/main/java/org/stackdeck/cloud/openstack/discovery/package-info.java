/** Determines which projects each cloud entry reaches and assigns every project to one entry. */
@NullMarked
package org.stackdeck.cloud.openstack.discovery;

import org.jspecify.annotations.NullMarked;
