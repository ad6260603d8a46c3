package org.stackdeck.cloud.openstack.config;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.connection.CloudSetting;
import org.stackdeck.cloud.connection.PastedSettings;

/**
 * Reads settings from a pasted text: a {@code clouds.yaml}, an entry of it, an application credential in JSON, or an
 * {@code openrc} file. Ignores values that are not plain text, such as a variable in an {@code openrc} file.
 */
public final class PastedSettingsParser {

    private static final int MAX_ENTRIES = 100;
    private static final int MAX_IGNORED_KEYS = 20;

    private static final Pattern EXPORT =
            Pattern.compile("^\\s*(?:export\\s+|set\\s+)?OS_([A-Z_]+)=(.*)$", Pattern.MULTILINE);

    /** A value in single quotes, which a shell does not change. */
    private static final Pattern LITERAL = Pattern.compile("'[^']*'");

    /** Older names of settings. */
    private static final Map<String, CloudSetting> SYNONYMS = Map.of(
            "tenant_name", CloudSetting.PROJECT_NAME,
            "tenant_id", CloudSetting.PROJECT_ID,
            "endpoint_type", CloudSetting.INTERFACE);

    private PastedSettingsParser() {}

    /** @throws InvalidEntryException if the text has none of these forms, or is too long */
    public static List<PastedSettings> parse(String text) {
        if (text.length() > PastedSettings.MAX_LENGTH) {
            throw new InvalidEntryException(EntryRemarkType.FILE_TOO_LARGE.toRemark(
                    PastedSettings.SOURCE, Integer.toString(PastedSettings.MAX_LENGTH / 1000)));
        }
        if (EXPORT.matcher(text).find()) {
            return List.of(fromVariables(text));
        }
        Map<?, ?> content = YamlFileReader.parse(PastedSettings.SOURCE, text);
        List<PastedSettings> found = content.get("clouds") instanceof Map<?, ?> clouds
                ? clouds.entrySet().stream()
                        .limit(MAX_ENTRIES)
                        .flatMap(entry -> fromEntry(text(entry.getKey()), entry.getValue()).stream())
                        .toList()
                : fromSingleEntry(content).stream().toList();
        if (found.isEmpty()) {
            throw new InvalidEntryException(EntryRemarkType.FILE_WITHOUT_CLOUDS.toRemark(PastedSettings.SOURCE));
        }
        return found;
    }

    /** Reads an entry with or without its name. */
    private static Optional<PastedSettings> fromSingleEntry(Map<?, ?> content) {
        if (content.size() == 1 && !content.containsKey("auth")) {
            Map.Entry<?, ?> only = content.entrySet().iterator().next();
            String key = text(only.getKey());
            return fromEntry(key.equals("application_credential") ? "" : key, only.getValue());
        }
        return fromEntry("", content);
    }

    /**
     * Returns the key, or an empty text if the key is not a string, because the text of a list or a mapping could be
     * much longer than the document.
     */
    private static String text(@Nullable Object key) {
        return key instanceof String text ? text : "";
    }

    private static Optional<PastedSettings> fromEntry(String name, Object value) {
        if (!(value instanceof Map<?, ?> keys)) {
            return Optional.empty();
        }
        Map<String, Object> flat = new HashMap<>();
        keys.forEach((key, setting) -> flat.put(text(key).toLowerCase(Locale.ROOT), setting));
        if (flat.remove("auth") instanceof Map<?, ?> auth) {
            auth.forEach((key, setting) -> flat.put(text(key).toLowerCase(Locale.ROOT), setting));
        }
        if (flat.get("secret") instanceof String && flat.get("id") instanceof String) {
            flat.put(CloudSetting.APPLICATION_CREDENTIAL_ID.key(), flat.remove("id"));
            flat.put(CloudSetting.APPLICATION_CREDENTIAL_SECRET.key(), flat.remove("secret"));
            // The other members describe the credential, which belongs to one project.
            List.of(
                            "name",
                            "project_id",
                            "description",
                            "roles",
                            "expires_at",
                            "unrestricted",
                            "links",
                            "user",
                            "system")
                    .forEach(flat::remove);
        }
        if (flat.remove(BrokerConfigReader.KEY) instanceof Map<?, ?> broker
                && broker.get("url") instanceof String url) {
            flat.put(CloudSetting.NOTIFICATIONS_URL.key(), url);
        }
        return Optional.of(toSettings(name, flat))
                .filter(settings -> !settings.values().isEmpty());
    }

    private static PastedSettings fromVariables(String text) {
        Map<String, Object> flat = new HashMap<>();
        Matcher matcher = EXPORT.matcher(text);
        while (matcher.find()) {
            String raw = matcher.group(2).strip();
            String value = unquote(raw);
            // A shell replaces variables and commands, except in single quotes.
            if (LITERAL.matcher(raw).matches() || (!value.contains("$") && !value.contains("`"))) {
                flat.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
            }
        }
        return toSettings("", flat);
    }

    private static String unquote(String value) {
        boolean quoted = value.length() >= 2 && (isBetween(value, "\"") || isBetween(value, "'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static boolean isBetween(String value, String quote) {
        return value.startsWith(quote) && value.endsWith(quote);
    }

    /** Returns the value; a boolean becomes {@code true} or {@code false}. Empty if the value cannot be used. */
    private static Optional<String> normalize(CloudSetting setting, Object value) {
        if (!(value instanceof String text) || text.length() > setting.maxLength()) {
            return Optional.empty();
        }
        return setting == CloudSetting.VERIFY
                ? CloudEntryReader.parseBoolean(text).map(String::valueOf)
                : Optional.of(text);
    }

    private static PastedSettings toSettings(String name, Map<String, Object> flat) {
        // Stackdeck supports only version 3, so the key is not reported as ignored.
        flat.remove("identity_api_version");
        Map<CloudSetting, String> values = new EnumMap<>(CloudSetting.class);
        TreeSet<String> ignored = new TreeSet<>();
        flat.forEach((key, value) -> {
            Optional<CloudSetting> setting = CloudSetting.find(key).or(() -> Optional.ofNullable(SYNONYMS.get(key)));
            Optional<String> used = setting.flatMap(each -> normalize(each, value));
            if (used.isPresent()) {
                if (!used.get().isBlank()) {
                    values.put(setting.get(), used.get());
                }
            } else {
                ignored.add(key.length() > 50 ? key.substring(0, 50) + "…" : key);
            }
        });
        return new PastedSettings(
                name, values, ignored.stream().limit(MAX_IGNORED_KEYS).toList());
    }
}
