package org.stackdeck.simulator;

/**
 * Definition of a server action in the API.
 *
 * @param key name of the action in the request body
 * @param policy policy rule, without {@code os_compute_api:}
 * @param word Nova's name of the instance action
 * @param role role that the policy rule requires
 */
record ActionRequest(String key, String policy, String word, Role role) {

    static ActionRequest member(String key, String policy, String word) {
        return new ActionRequest(key, policy, word, Role.MEMBER);
    }

    static ActionRequest admin(String key, String policy, String word) {
        return new ActionRequest(key, policy, word, Role.ADMIN);
    }
}
