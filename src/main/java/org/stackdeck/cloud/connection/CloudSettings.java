package org.stackdeck.cloud.connection;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The settings of a connection. {@link #toString} omits the values.
 *
 * @param name unique among all entries; also the name of the cloud if this entry is the first of the cloud
 * @param values the constructor removes blank values
 */
public record CloudSettings(String name, Map<CloudSetting, String> values) {

    /** The {@code auth_type} of usernames and passwords. */
    public static final String PASSWORD_TYPE = "password";

    /** The {@code auth_type} of application credentials. */
    public static final String APPLICATION_CREDENTIAL_TYPE = "v3applicationcredential";

    public static final int MAX_NAME_LENGTH = 63;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /**
     * Settings to which Keystone's secret is bound. After a change of one of them, Stackdeck does not reuse the secret,
     * because the secret could be sent to another host.
     */
    private static final List<CloudSetting> DESTINATION =
            List.of(CloudSetting.AUTH_URL, CloudSetting.VERIFY, CloudSetting.CA_CERTIFICATES);

    /** @throws IllegalArgumentException if the name is invalid, or a value is too long */
    public CloudSettings {
        if (!isValidName(name)) {
            throw new IllegalArgumentException("invalid name of a connection");
        }
        EnumMap<CloudSetting, String> present = new EnumMap<>(CloudSetting.class);
        values.forEach((setting, value) -> {
            if (value.length() > setting.maxLength()) {
                throw new IllegalArgumentException(setting.key() + " is too long");
            }
            if (!value.isBlank()) {
                present.put(setting, value);
            }
        });
        values = Collections.unmodifiableMap(present);
    }

    public static boolean isValidName(String name) {
        return name.length() <= MAX_NAME_LENGTH && NAME.matcher(name).matches();
    }

    /** Returns the value; an empty string if it is not set. */
    public String value(CloudSetting setting) {
        return values.getOrDefault(setting, "");
    }

    /** Returns the {@code auth_type}, or the type that the other values imply. */
    public static String authType(Map<CloudSetting, String> values) {
        String implied = values.containsKey(CloudSetting.APPLICATION_CREDENTIAL_ID)
                        || values.containsKey(CloudSetting.APPLICATION_CREDENTIAL_NAME)
                        || values.containsKey(CloudSetting.APPLICATION_CREDENTIAL_SECRET)
                ? APPLICATION_CREDENTIAL_TYPE
                : PASSWORD_TYPE;
        return values.getOrDefault(CloudSetting.AUTH_TYPE, implied).strip().toLowerCase(Locale.ROOT);
    }

    /** Returns the setting that contains the secret for Keystone. */
    public CloudSetting credential() {
        return authType(values).equals(APPLICATION_CREDENTIAL_TYPE)
                ? CloudSetting.APPLICATION_CREDENTIAL_SECRET
                : CloudSetting.PASSWORD;
    }

    /**
     * Returns whether Keystone's secret would be sent to the same host with the same verification of its certificate.
     */
    public boolean hasSameDestination(CloudSettings other) {
        return DESTINATION.stream().allMatch(setting -> value(setting).equals(other.value(setting)));
    }

    public CloudSettings with(CloudSetting setting, String value) {
        return with(Map.of(setting, value));
    }

    public CloudSettings with(Map<CloudSetting, String> more) {
        Map<CloudSetting, String> changed = new EnumMap<>(CloudSetting.class);
        changed.putAll(values);
        changed.putAll(more);
        return new CloudSettings(name, changed);
    }

    public CloudSettings withoutSecrets() {
        return new CloudSettings(name, select(setting -> !setting.isSecret()));
    }

    public Map<CloudSetting, String> secrets() {
        return select(CloudSetting::isSecret);
    }

    private Map<CloudSetting, String> select(Predicate<CloudSetting> selected) {
        Map<CloudSetting, String> result = new EnumMap<>(CloudSetting.class);
        values.forEach((setting, value) -> {
            if (selected.test(setting)) {
                result.put(setting, value);
            }
        });
        return result;
    }

    @Override
    public String toString() {
        return "CloudSettings[" + name + "]";
    }
}
