package org.stackdeck.ui.component;

import io.nayuki.qrcodegen.QrCode;

/**
 * QR code as a single SVG path with one unit per module.
 *
 * @param size width and height, including the quiet zone of four modules that scanners require
 * @param path the dark modules
 */
public record QrPicture(int size, String path) {

    private static final int QUIET = 4;
    private static final int GROUP = 4;

    public static QrPicture of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(code.size + 2 * QUIET, path.toString());
    }

    /** The image as SVG markup. */
    public String svg() {
        return "<svg class=\"qr\" viewBox=\"0 0 " + size + " " + size + "\" aria-hidden=\"true\"><path d=\"" + path
                + "\"/></svg>";
    }

    /** Formats a secret in groups of four characters for manual input. */
    public static String grouped(String secret) {
        return secret.replaceAll("(.{" + GROUP + "})(?=.)", "$1 ");
    }
}
