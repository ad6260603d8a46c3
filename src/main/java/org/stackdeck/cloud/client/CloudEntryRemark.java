package org.stackdeck.cloud.client;

import java.util.List;

/**
 * A translatable message about a configured entry.
 *
 * @param code the code of the message in kebab case; translations have the key {@code admin.clouds.remark.<code>}
 * @param arguments the values for the placeholders of the translation, in order; untrusted text, never secret
 * @param text the message in English
 */
public record CloudEntryRemark(String code, List<String> arguments, String text) {

    public CloudEntryRemark {
        arguments = List.copyOf(arguments);
    }
}
