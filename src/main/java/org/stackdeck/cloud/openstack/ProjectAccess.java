package org.stackdeck.cloud.openstack;

import org.stackdeck.cloud.Project;

/** One project through one entry: its tokens, and the services under them. */
record ProjectAccess(
        Project project,
        TokenSource tokens,
        ServiceClient nova,
        ServiceClient neutron,
        ServiceClient cinder,
        ServiceClient glance,
        ImageNames images) {

    ProjectAccess named(Project present) {
        return new ProjectAccess(present, tokens, nova, neutron, cinder, glance, images);
    }
}
