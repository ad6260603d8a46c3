package org.stackdeck.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditExportWriterTests {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@sum(a)", "\t=1", "\r=1"})
    void csvEscapesCellsThatWouldStartAFormula(String detail) throws IOException {
        assertThat(file(AuditExportWriter.Format.CSV, detail)).contains("\"'" + detail + "\"\r\n");
    }

    @Test
    void csvQuotesSeparators() throws IOException {
        assertThat(file(AuditExportWriter.Format.CSV, "a \"b\", c")).isEqualTo("""
                sequence,at,actorId,actor,source,channel,action,objectType,objectId,objectName,result,detail\r
                "7","1970-01-01T00:00:00Z","","anna","192.0.2.7","UI","a.b","","","","SUCCESS","a ""b"", c"\r
                """);
    }

    @Test
    void jsonIsAnArrayOfObjects() throws IOException {
        JsonNode all = JsonMapper.builder().build().readTree(file(AuditExportWriter.Format.JSON, "a \"b\"\n"));

        assertThat(all.size()).isEqualTo(1);
        assertThat(all.get(0).path("sequence").asLong()).isEqualTo(7);
        assertThat(all.get(0).path("detail").asString()).isEqualTo("a \"b\"\n");
        assertThat(all.get(0).path("actorId").isNull()).isTrue();
    }

    @Test
    void jsonWithoutEntriesIsAnEmptyArray() throws IOException {
        StringBuilder out = new StringBuilder();
        AuditExportWriter writer = new AuditExportWriter(out, AuditExportWriter.Format.JSON);
        writer.end();

        assertThat(JsonMapper.builder().build().readTree(out.toString()).size()).isZero();
    }

    private static String file(AuditExportWriter.Format format, @Nullable String detail) throws IOException {
        StringBuilder out = new StringBuilder();
        AuditExportWriter writer = new AuditExportWriter(out, format);
        writer.add(new NumberedAuditEntry(
                7,
                Instant.EPOCH,
                new AuditEntry(
                        null,
                        "anna",
                        "192.0.2.7",
                        "UI",
                        "a.b",
                        null,
                        null,
                        null,
                        AuditEntry.Result.SUCCESS,
                        detail == null ? null : new AuditDetail(detail))));
        writer.end();
        return out.toString();
    }
}
