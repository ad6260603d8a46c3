package org.stackdeck.simulator.keystone;

import java.util.Map;
import org.stackdeck.simulator.support.StableIds;

/**
 * User in the domain {@code Default}.
 *
 * @param roles highest role by project name
 */
public record SimulatedUser(String id, String name, String password, String description, Map<String, Role> roles) {

    static SimulatedUser named(String name, String password, String description, Map<String, Role> roles) {
        return new SimulatedUser(StableIds.plain("user", name), name, password, description, roles);
    }

    @Override
    public String toString() {
        return "SimulatedUser[" + name + "]";
    }
}
