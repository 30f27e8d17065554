package io.siyu.gateway.wecom.inbox;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.springframework.http.HttpStatus;

/** Reads the flat XML of callbacks: the root's children by name, the texts of nested items joined by commas. Document types are refused. */
final class CallbackXml {

    private static final int DEEPEST = 10;
    private static final XMLInputFactory FACTORY = factory();

    private CallbackXml() {}

    static Map<String, String> read(String xml) {
        try {
            return read(FACTORY.createXMLStreamReader(new StringReader(xml)));
        } catch (XMLStreamException e) {
            throw new RefusedCallback(HttpStatus.BAD_REQUEST, "XML");
        }
    }

    private static Map<String, String> read(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> fields = new LinkedHashMap<>();
        Field field = new Field();
        int depth = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> field.start(++depth, reader.getLocalName());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    field.text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> field.end(depth--, fields);
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new RefusedCallback(HttpStatus.BAD_REQUEST, "document type");
                default -> {}
            }
        }
        return fields;
    }

    /** The root's child that is being read. */
    private static final class Field {

        private String name = "";
        private final List<String> items = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        private void start(int depth, String element) {
            if (depth > DEEPEST) {
                throw new RefusedCallback(HttpStatus.BAD_REQUEST, "depth");
            }
            if (depth == 2) {
                name = element;
                items.clear();
            }
            text.setLength(0);
        }

        private void end(int depth, Map<String, String> fields) {
            String value = text.toString().strip();
            text.setLength(0);
            if (!value.isEmpty()) {
                items.add(value);
            }
            if (depth == 2) {
                fields.putIfAbsent(name, String.join(",", items));
            }
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing outside is read");
        });
        return factory;
    }
}
