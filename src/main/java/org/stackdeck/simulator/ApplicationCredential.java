package org.stackdeck.simulator;

/** A credential of a user's that is good for one project, and cannot be made into another scope. */
record ApplicationCredential(String id, String name, String secret, SimulatedUser user, SimulatedProject project) {

    static ApplicationCredential of(SimulatedUser user, SimulatedProject project, String secret) {
        String name = user.name() + "-" + project.name();
        return new ApplicationCredential(Ids.plain("application-credential", name), name, secret, user, project);
    }

    @Override
    public String toString() {
        return "ApplicationCredential[" + name + "]";
    }
}
