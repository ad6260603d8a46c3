package org.stackdeck.simulator.nova.tasks;

import org.stackdeck.simulator.keystone.Role;

/**
 * Definition of a server action in the API.
 *
 * @param key name of the action in the request body
 * @param policy policy rule, without {@code os_compute_api:}
 * @param actionName Nova's name of the instance action
 * @param role role that the policy rule requires
 */
record ServerActionDefinition(String key, String policy, String actionName, Role role) {

    static ServerActionDefinition member(String key, String policy, String word) {
        return new ServerActionDefinition(key, policy, word, Role.MEMBER);
    }

    static ServerActionDefinition admin(String key, String policy, String word) {
        return new ServerActionDefinition(key, policy, word, Role.ADMIN);
    }
}
