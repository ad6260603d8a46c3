package org.stackdeck.ui.component;

import io.nayuki.qrcodegen.QrCode;

/**
 * QR code as a single SVG path with one unit per module.
 *
 * @param size width and height in modules, including the quiet zone of four modules on each side that scanners require
 * @param path SVG path data of the dark modules
 */
public record QrCodeSvg(int size, String path) {

    private static final int QUIET_ZONE = 4;

    public static QrCodeSvg of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET_ZONE)
                            .append(' ')
                            .append(y + QUIET_ZONE)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrCodeSvg(code.size + 2 * QUIET_ZONE, path.toString());
    }

    public String svg() {
        return "<svg class=\"qr\" viewBox=\"0 0 " + size + " " + size + "\" aria-hidden=\"true\"><path d=\"" + path
                + "\"/></svg>";
    }
}
