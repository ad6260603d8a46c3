package org.stackdeck.cloud.openstack;

import org.stackdeck.cloud.Project;

/** Access to one project with one entry: its tokens and service clients. */
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
