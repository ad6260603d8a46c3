package org.stackdeck.simulator.keystone;

import org.stackdeck.simulator.support.StableIds;

/** Application credential of a user, valid for one project. Its tokens cannot be rescoped. */
public record ApplicationCredential(
        String id, String name, String secret, SimulatedUser user, SimulatedProject project) {

    static ApplicationCredential of(SimulatedUser user, SimulatedProject project, String secret) {
        String name = user.name() + "-" + project.name();
        return new ApplicationCredential(StableIds.plain("application-credential", name), name, secret, user, project);
    }

    @Override
    public String toString() {
        return "ApplicationCredential[" + name + "]";
    }
}
