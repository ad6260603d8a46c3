package org.stackdeck.cloud.openstack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.connection.CloudSetting;
import org.stackdeck.cloud.connection.PastedSettings;

class PastedSettingsParserTests {

    @Test
    void entriesOfACloudsYamlAreRead() {
        assertThat(PastedSettingsParser.parse("""
                clouds:
                  prod:
                    region_name: RegionOne
                    verify: false
                    auth:
                      auth_url: https://keystone.example:5000/v3
                      username: stackdeck
                      password: 0123
                      user_domain_name: Default
                    x-stackdeck-notifications: {url: "amqps://a:b@rabbit/"}
                  broken: text
                  test: {auth: {auth_url: "http://test.example", username: me}}
                """))
                .extracting(PastedSettings::name)
                .containsExactlyInAnyOrder("prod", "test");
        assertThat(first("clouds: {prod: {verify: false, auth: {auth_url: u, password: 0123}}}"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        CloudSetting.VERIFY, "false", CloudSetting.AUTH_URL, "u", CloudSetting.PASSWORD, "0123"));
        assertThat(first("prod: {x-stackdeck-notifications: {url: \"amqps://a:b@rabbit/\"}}"))
                .containsEntry(CloudSetting.NOTIFICATIONS_URL, "amqps://a:b@rabbit/");
    }

    @Test
    void caseOfKeysIsIgnored() {
        assertThat(first("{Region_Name: r, auth: {Username: me}}"))
                .isEqualTo(Map.of(CloudSetting.REGION_NAME, "r", CloudSetting.USERNAME, "me"));
    }

    @Test
    void booleansAreReadAsInCloudsYaml() {
        for (String no : new String[] {"false", "No", "off", "0"}) {
            assertThat(first("{auth_url: u, verify: " + no + "}")).containsEntry(CloudSetting.VERIFY, "false");
        }
        assertThat(first("{auth_url: u, verify: 'On'}")).containsEntry(CloudSetting.VERIFY, "true");
        assertThat(PastedSettingsParser.parse("{auth_url: u, verify: 'nope'}").getFirst())
                .satisfies(pasted -> {
                    assertThat(pasted.values()).containsOnlyKeys(CloudSetting.AUTH_URL);
                    assertThat(pasted.ignoredKeys()).containsExactly("verify");
                });
    }

    /** A path could refer to any file on the host of Stackdeck. */
    @Test
    void filesAndUnknownKeysAreIgnoredAndNamed() {
        PastedSettings pasted = PastedSettingsParser.parse(
                        "auth: {auth_url: u}\ncacert: /etc/shadow\nx-stackdeck-simulated: true\n"
                                + "identity_api_version: 3")
                .getFirst();

        assertThat(pasted.values()).containsOnlyKeys(CloudSetting.AUTH_URL);
        assertThat(pasted.ignoredKeys()).containsExactly("cacert", "x-stackdeck-simulated");
    }

    @Test
    void applicationCredentialsAreRead() {
        String members = "\"id\": \"abc\", \"name\": \"sd\", \"secret\": \"s3\", \"project_id\": \"p\", \"roles\": []";
        Map<CloudSetting, String> expected =
                Map.of(CloudSetting.APPLICATION_CREDENTIAL_ID, "abc", CloudSetting.APPLICATION_CREDENTIAL_SECRET, "s3");

        assertThat(first("{" + members + "}")).isEqualTo(expected);
        assertThat(first("{\"application_credential\": {" + members + "}}")).isEqualTo(expected);
    }

    @Test
    void openrcIsReadWithoutVariables() {
        assertThat(first("""
                #!/usr/bin/env bash
                export OS_AUTH_URL=https://keystone.example:5000/v3
                export OS_PROJECT_NAME="staff"
                export OS_USERNAME='me'
                read -sr OS_PASSWORD_INPUT
                export OS_PASSWORD=$OS_PASSWORD_INPUT
                export OS_REGION_NAME='a$b'
                export OS_USER_DOMAIN_NAME='a'"$SUFFIX"
                export OS_IDENTITY_API_VERSION=3
                """))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        CloudSetting.AUTH_URL, "https://keystone.example:5000/v3",
                        CloudSetting.PROJECT_NAME, "staff",
                        CloudSetting.USERNAME, "me",
                        CloudSetting.REGION_NAME, "a$b"));
    }

    @Test
    void otherTextsAreRefusedWithoutQuotingThem() {
        String bomb = """
                a: &a [x,x]
                b: &b [*a,*a,*a,*a,*a,*a,*a]
                c: &c [*b,*b,*b,*b,*b,*b,*b]
                d: [*c,*c,*c,*c,*c,*c,*c,*c,*c]
                """;
        for (String text : new String[] {
            "",
            "secret text",
            "[1]",
            "clouds: {}",
            "{\"password",
            "!!java.net.URL [x]: secret",
            bomb,
            "x".repeat(64_001)
        }) {
            assertThatThrownBy(() -> PastedSettingsParser.parse(text))
                    .isInstanceOfSatisfying(
                            InvalidEntryException.class,
                            e -> assertThat(e.remark().text()).doesNotContain("secret"));
        }
    }

    private static Map<CloudSetting, String> first(String text) {
        return PastedSettingsParser.parse(text).getFirst().values();
    }
}
