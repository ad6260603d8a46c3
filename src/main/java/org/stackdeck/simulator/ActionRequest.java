package org.stackdeck.simulator;

/**
 * How an action is asked for.
 *
 * @param key its name in the request's body
 * @param policy the rule that allows it, without {@code os_compute_api:}
 * @param word Nova's word for it among the instance actions
 * @param role whom the rule allows it to
 */
record ActionRequest(String key, String policy, String word, Role role) {

    /** For members. */
    static ActionRequest member(String key, String policy, String word) {
        return new ActionRequest(key, policy, word, Role.MEMBER);
    }

    /** For administrators. */
    static ActionRequest admin(String key, String policy, String word) {
        return new ActionRequest(key, policy, word, Role.ADMIN);
    }
}
