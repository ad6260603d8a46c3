package org.stackdeck.cloud.openstack.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.platform.TestSeed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LongTextCutterTests {

    private static String cut(String json, int maxBytes, int partSize) {
        LongTextCutter cutter = new LongTextCutter(maxBytes);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; from += partSize) {
            ByteBuffer part = cutter.cut(ByteBuffer.wrap(bytes, from, Math.min(partSize, bytes.length - from)));
            kept.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
        }
        return kept.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"abcd\",\"b\":[1,\"x\"]} | {\"a\":\"abcd\",\"b\":[1,\"x\"]}",
                "{\"a\":\"abcdef\",\"b\":1} | {\"a\":\"abcd…\",\"b\":1}",
                "[\"abc\\\"def\"] | [\"abc\\\"…\"]",
                "[\"abcdefgh\\\\\",\"x\"] | [\"abcd…\",\"x\"]",
                "[\"abc\\u00e4def\"] | [\"abc\\u00e4…\"]",
                "[\"abc语言\"] | [\"abc语…\"]",
                "[\"{[,:]}}}}\",2] | [\"{[,:…\",2]",
                "[\"aaaaa\",\"aaaaa\",\"aaaaa\"] | [\"aaaa…\",\"aaaa…\",\"aaaa…\"]",
                "[\"abc\\ud83d\\ude00def\"] | [\"abc\\ud83d\\ude00…\"]",
                "[\"abc\\ud83d\"] | [\"abc\\ud83d\"]"
            })
    void onlyLongStringsAreCutBetweenCharacters(String json, String expected) {
        for (int partSize : new int[] {1, 2, 3, 1000}) {
            assertThat(cut(json, 4, partSize)).as("parts of %d bytes", partSize).isEqualTo(expected);
        }
    }

    /** The client keeps all buffers until the end of the response. */
    @Test
    void cutPartsRequireNoMemory() {
        LongTextCutter cutter = new LongTextCutter(100);
        long capacity = cutter.cut(ByteBuffer.wrap(new byte[] {'"'})).capacity();
        for (int part = 0; part < 1000; part++) {
            byte[] text = new byte[16 << 10];
            Arrays.fill(text, (byte) 'x');
            capacity += cutter.cut(ByteBuffer.wrap(text)).capacity();
        }

        assertThat(capacity).isLessThan(200);
    }

    @Test
    void unpairedSurrogatesAreCutToo() {
        assertThat(cut("[\"" + "\\ud83d".repeat(1000) + "\"]", 4, 100)).hasSizeLessThan(40);
    }

    @Test
    void resultOfAnyDocumentIsValidJson() {
        long seed = TestSeed.printedFor(LongTextCutterTests.class);
        Random random = new Random(seed);
        JsonMapper mapper = JsonMapper.builder().build();
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            for (int index = 0; index < length; index++) {
                text.appendCodePoint(
                        switch (random.nextInt(5)) {
                            case 0 -> '"';
                            case 1 -> '\\';
                            case 2 -> random.nextInt(0x20);
                            case 3 -> 0x1F600;
                            default -> 'a' + random.nextInt(200);
                        });
            }
            String json = mapper.writeValueAsString(new String[] {text.toString(), "end"});

            JsonNode read = mapper.readTree(cut(json, 10, 1 + random.nextInt(20)));

            assertThat(read.get(1).asString()).as("seed %d", seed).isEqualTo("end");
            String kept = read.get(0).asString();
            assertThat(kept.equals(text.toString())
                            || (kept.endsWith("…") && text.toString().startsWith(kept.substring(0, kept.length() - 1))))
                    .as("seed %d: %s", seed, kept)
                    .isTrue();
        }
    }
}
