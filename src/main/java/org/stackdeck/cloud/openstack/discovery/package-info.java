/** Determines the projects to which each cloud entry has access and assigns every project to one entry. */
@NullMarked
package org.stackdeck.cloud.openstack.discovery;

import org.jspecify.annotations.NullMarked;
