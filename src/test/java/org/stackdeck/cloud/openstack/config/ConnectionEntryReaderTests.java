package org.stackdeck.cloud.openstack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.connection.CloudSetting;
import org.stackdeck.cloud.connection.CloudSettings;
import org.stackdeck.cloud.connection.PersistedSettings;
import org.stackdeck.cloud.connection.PersistedSettings.ReadablePart;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential;

class ConnectionEntryReaderTests {

    private static CloudSettings settings(CloudSetting setting, String value) {
        Map<CloudSetting, String> values = new EnumMap<>(CloudSetting.class);
        values.put(CloudSetting.AUTH_URL, "https://keystone.example/v3");
        values.put(CloudSetting.USERNAME, "me");
        values.put(CloudSetting.PASSWORD, "hush");
        values.put(setting, value);
        return new CloudSettings("prod", values);
    }

    @Test
    void settingsBecomeAnEntry() {
        CloudEntry entry =
                ConnectionEntryReader.read(settings(CloudSetting.NOTIFICATIONS_URL, "amqp://a:b@rabbit.example/"));

        assertThat(entry.source()).isEqualTo("database");
        assertThat(entry.simulated()).isFalse();
        assertThat(entry.brokers()).singleElement().hasToString("rabbit.example:5672 vhost /");
    }

    @Test
    void invalidSettingsAreRefusedWithoutQuotingThem() {
        for (CloudSettings invalid : new CloudSettings[] {
            settings(CloudSetting.AUTH_URL, "https://me:hush@keystone.example/v3"),
            settings(CloudSetting.AUTH_URL, "file:///etc/shadow"),
            settings(CloudSetting.AUTH_TYPE, "hush"),
            settings(CloudSetting.CA_CERTIFICATES, "hush"),
            settings(CloudSetting.INTERFACE, "hush"),
            settings(CloudSetting.NOTIFICATIONS_URL, "hush"),
            settings(CloudSetting.PASSWORD, "")
        }) {
            assertThatThrownBy(() -> ConnectionEntryReader.read(invalid))
                    .isInstanceOf(InvalidEntryException.class)
                    .message()
                    .doesNotContain("hush");
        }
    }

    @Test
    void typeOfAuthenticationIsExplicitOrImplied() {
        CloudSettings implied = new CloudSettings(
                "prod",
                Map.of(
                        CloudSetting.AUTH_URL, "https://keystone.example/v3",
                        CloudSetting.PASSWORD, "hush",
                        CloudSetting.USERNAME, "me",
                        CloudSetting.APPLICATION_CREDENTIAL_NAME, "sd",
                        CloudSetting.APPLICATION_CREDENTIAL_SECRET, "s3"));

        assertThat(ConnectionEntryReader.read(implied).credential())
                .isInstanceOf(KeystoneCredential.ApplicationCredential.class);
        assertThat(implied.credential()).isEqualTo(CloudSetting.APPLICATION_CREDENTIAL_SECRET);
        CloudSettings explicit = implied.with(CloudSetting.AUTH_TYPE, "v3Password");
        assertThat(ConnectionEntryReader.read(explicit).credential()).isInstanceOf(KeystoneCredential.Password.class);
        assertThat(explicit.credential()).isEqualTo(CloudSetting.PASSWORD);
    }

    @Test
    void entryWithTheNameOfAFileEntryIsInvalid() {
        PersistedSettings valid =
                new PersistedSettings(settings(CloudSetting.REGION_NAME, "RegionOne"), ReadablePart.ALL);

        assertThat(ConnectionEntryReader.parse(valid, Set.of("prod"))).isInstanceOf(ParsedEntry.Invalid.class);
        assertThat(ConnectionEntryReader.parse(valid, Set.of("other"))).isInstanceOf(ParsedEntry.Valid.class);
    }
}
