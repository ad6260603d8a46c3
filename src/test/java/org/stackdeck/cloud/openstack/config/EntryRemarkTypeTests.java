package org.stackdeck.cloud.openstack.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.cloud.client.CloudEntryRemark;

class EntryRemarkTypeTests {

    @ParameterizedTest
    @EnumSource(EntryRemarkType.class)
    void eachRemarkHasMatchingTranslations(EntryRemarkType type) {
        CloudEntryRemark cloudEntryRemark = type.toRemark("<0>", "<1>", "<2>", "<3>", "<4>");
        String key = "admin.clouds.remark." + cloudEntryRemark.code();

        String english = text(Locale.ROOT, key, cloudEntryRemark);
        String chinese = text(Locale.SIMPLIFIED_CHINESE, key, cloudEntryRemark);

        assertThat(english).isEqualTo(cloudEntryRemark.text());
        assertThat(chinese).isNotEqualTo(english);
        for (String argument : cloudEntryRemark.arguments()) {
            assertThat(chinese.contains(argument)).as(argument).isEqualTo(english.contains(argument));
        }
    }

    private static String text(Locale locale, String key, CloudEntryRemark cloudEntryRemark) {
        var bundle = ResourceBundle.getBundle("vaadin-i18n.translations", locale);
        return MessageFormat.format(
                bundle.getString(key), cloudEntryRemark.arguments().toArray());
    }
}
