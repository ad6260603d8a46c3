package org.stackdeck.cloud;

import java.util.List;

/**
 * A sentence about a {@code clouds.yaml} entry, so that it can be told in the reader's language.
 *
 * @param code what it says, in kebab case; translations are under {@code admin.clouds.remark.<code>}
 * @param arguments for the translation's placeholders, in order; untrusted text, never a secret
 * @param text the same in plain English
 */
public record Remark(String code, List<String> arguments, String text) {

    public Remark {
        arguments = List.copyOf(arguments);
    }
}
