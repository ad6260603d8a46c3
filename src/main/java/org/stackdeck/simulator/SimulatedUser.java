package org.stackdeck.simulator;

import java.util.Map;

/**
 * User of the domain Default.
 *
 * @param roles highest role by project name
 */
record SimulatedUser(String id, String name, String password, String description, Map<String, Role> roles) {

    static SimulatedUser named(String name, String password, String description, Map<String, Role> roles) {
        return new SimulatedUser(Ids.plain("user", name), name, password, description, roles);
    }

    @Override
    public String toString() {
        return "SimulatedUser[" + name + "]";
    }
}
